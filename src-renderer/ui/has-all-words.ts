/** Every word of the query is somewhere in the text, in any order. */
export const hasAllWords = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
