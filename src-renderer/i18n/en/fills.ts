/** Words of `fills`. */
export const fills = {} as const
