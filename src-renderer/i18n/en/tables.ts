/** Words that the tables of positions, orders, fills and signals share. */
export const tables = {
  onlyInstrument: 'Only {{symbol}}, the instrument of the window',
  noInstrument: 'one instrument',
  export: 'Export what is shown as CSV',
  exported: 'Exported: {{detail}}',
  notExported: 'The table was not exported',
  copied: 'The table is on the clipboard, as CSV',
  actions: 'Actions',
  side: { buy: 'Buy', sell: 'Sell', long: 'Long', short: 'Short' },
  columns: {
    instrument: 'Instrument',
    side: 'Side',
    quantity: 'Quantity',
    price: 'Price',
    owner: 'Owner',
    fees: 'Fees',
    state: 'State',
    reason: 'Why',
    time: 'Time, {{zone}}',
  },
  nothingHere: {
    title: 'Nothing in {{symbol}}',
    text: 'The table shows only the instrument of the window. There are others.',
    showAll: 'Show all instruments',
  },
  ways: { ticket: 'Open the ticket', strategies: 'Strategies' },
} as const
