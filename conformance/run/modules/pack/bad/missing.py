import pack.nowhere
