/** Words of `metrics`. */
export const metrics = {} as const
