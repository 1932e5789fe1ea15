/** Words of `components`. */
export const components = {} as const
