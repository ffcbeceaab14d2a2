enum PaperPlaceholder {}
