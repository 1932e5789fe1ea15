/** Words of `strategies`. */
export const strategies = {} as const
