/** Words of `ticket`. */
export const ticket = {} as const
