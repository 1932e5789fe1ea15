/** Words of `watchlist`. */
export const watchlist = {} as const
