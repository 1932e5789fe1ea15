/** Words of `configuration`. */
export const configuration = {} as const
