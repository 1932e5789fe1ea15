declare const nominal: unique symbol

/** A type that is `T` underneath but is not mixed up with other `T`s: ids, prices, quantities, times. */
export type Nominal<T, Name extends string> = T & { readonly [nominal]: Name }
