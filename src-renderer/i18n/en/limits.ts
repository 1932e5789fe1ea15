/** Words of `limits`. */
export const limits = {
  title: 'Limits of the account',
  rule: 'Rule',
  used: 'Used',
  now: 'Now',
  limit: 'Limit',
  consequence: 'Then',
  actions: { refuse: 'no entries', halt: 'trading halts' },
  actionsLong: { refuse: 'At the limit new entries are refused; exits go on', halt: 'At the limit trading halts' },
  states: { calm: 'within', warn: 'near the limit', danger: 'at the limit' },
  near_one: '{{count}} near its limit',
  near_other: '{{count}} near their limit',
  over_one: '{{count}} at its limit',
  over_other: '{{count}} at their limit',
  empty: { title: 'No limits watch this account', text: 'Set them under risk in the configuration.' },
  refused: 'The limits cannot be shown',
} as const
