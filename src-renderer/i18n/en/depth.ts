/** Words of `depth`. */
export const depth = {} as const
