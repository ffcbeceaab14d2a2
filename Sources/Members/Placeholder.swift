enum MembersPlaceholder {}
