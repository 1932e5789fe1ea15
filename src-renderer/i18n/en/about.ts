/** Words of `about`. */
export const about = {} as const
