/** Words of `chart`. */
export const chart = {} as const
