/** Words of `positions`. */
export const positions = {} as const
