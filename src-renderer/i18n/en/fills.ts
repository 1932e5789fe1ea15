/** Words of `fills`. */
export const fills = {
  title: 'Fills',
  columns: { value: 'Value', fee: 'Fee', liquidity: 'Liquidity', realised: 'Realised PnL', order: 'Order' },
  maker: 'Maker',
  taker: 'Taker',
  shown_one: '{{count}} fill shown',
  shown_other: '{{count}} fills shown',
  realised: 'Realised',
  fees: 'Fees',
  net: 'After fees',
  bought: 'Bought',
  sold: 'Sold',
  day_one: '{{day}} · {{count}} fill',
  day_other: '{{day}} · {{count}} fills',
  groupByDay: 'Sums of each day',
  empty: {
    title: 'No fills yet',
    text: 'Every fill of an order appears here, with its fee.',
  },
} as const
