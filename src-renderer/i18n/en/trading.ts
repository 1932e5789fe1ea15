/** Words of `trading`. */
export const trading = {} as const
