/** Words of `log`. */
export const log = {} as const
