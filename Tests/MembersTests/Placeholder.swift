enum MembersTestsPlaceholder {}
