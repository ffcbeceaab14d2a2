enum PaperTestsPlaceholder {}
