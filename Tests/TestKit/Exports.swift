@_exported public import SoftKey
