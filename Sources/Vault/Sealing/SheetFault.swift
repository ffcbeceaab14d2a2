/// What can be wrong with a sheet: somebody has moved, swapped or damaged a row.
enum SheetFault: Error, Equatable {
    /// The bytes do not belong where they lie, or have been changed.
    case damaged
    /// The version register's seal does not fit its row.
    case register
    /// A row the register counts on is not there.
    case missing
}
