/** Words of `gate`. */
export const gate = {} as const
