/** Words of `security`. */
export const security = {} as const
