/** The same keys with other words: a key that is missing, or is there too much, is a fault of the types. */
export type Translation<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : Translation<Words[Key]>
}
