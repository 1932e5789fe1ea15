/** Words of `orders`. */
export const orders = {} as const
