import { z } from 'zod'
import { AccountAtVenueView, AccountCheckView, VenueView } from './accounts.ts'
import { admin, entry, viewer } from './procedure-base.ts'

/** Input that names an account in its path. */
const AccountPath = z.object({ name: z.string().max(80) })

const withAccount = {
  UNKNOWN_ACCOUNT: { ...entry('UNKNOWN_ACCOUNT'), data: z.object({ known: z.array(z.string()) }) },
}
const withKeys = {
  ACCOUNT_KEYS_MISSING: { ...entry('ACCOUNT_KEYS_MISSING'), data: z.object({ missing: z.array(z.string()) }) },
  SECRETS_LOCKED: entry('SECRETS_LOCKED'),
}

/** Accounts at exchanges: how they stand, whether their keys are good, and which may trade with money. */
export const accounts = {
  list: viewer
    .route({ method: 'GET', path: '/accounts', tags: ['accounts'], summary: 'Accounts at exchanges' })
    .output(z.object({ accounts: z.array(AccountAtVenueView) })),
  venues: viewer
    .route({
      method: 'GET',
      path: '/accounts/venues',
      tags: ['accounts'],
      summary: 'Exchanges that accounts can be at, with what each does by itself',
    })
    .output(z.object({ venues: z.array(VenueView) })),
  check: admin
    .route({
      method: 'POST',
      path: '/accounts/{name}/check',
      tags: ['accounts'],
      summary: 'Connect with the key of the account, and ask what it may do',
    })
    .errors({ ...withAccount, ...withKeys })
    .input(AccountPath)
    .output(AccountCheckView),
  arm: admin
    .route({
      method: 'POST',
      path: '/accounts/{name}/arm',
      tags: ['accounts'],
      summary: 'Let the account trade with money, by the words that are asked for; its key is checked first',
    })
    .errors({
      ...withAccount,
      ...withKeys,
      ACCOUNT_NOT_ARMABLE: entry('ACCOUNT_NOT_ARMABLE'),
      ACCOUNT_CHECK_FAILED: entry('ACCOUNT_CHECK_FAILED'),
      WRONG_CONFIRMATION: { ...entry('WRONG_CONFIRMATION'), data: z.object({ expected: z.string() }) },
    })
    .input(AccountPath.extend({ confirmation: z.string().max(200) }))
    .output(AccountAtVenueView),
  disarm: admin
    .route({
      method: 'POST',
      path: '/accounts/{name}/disarm',
      tags: ['accounts'],
      summary: 'Open nothing more with money; cancels, stops and closes go on',
    })
    .errors(withAccount)
    .input(AccountPath)
    .output(AccountAtVenueView),
}
