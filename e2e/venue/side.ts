/** The two exchanges that the simulator is: the spot market and the USD-M perpetuals, with books of their own. */
export type VenueSide = 'spot' | 'usdm'
