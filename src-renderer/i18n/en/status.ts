/** Words of `status`. */
export const status = {} as const
