import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { hasKeys, ordersState } from './account-view.ts'

/** Something to do on the way from paper to live, and whether it is done. */
export interface GuideStep {
  readonly stage: 'paper' | 'testnet' | 'live'
  readonly id: 'paper' | 'testnetAccount' | 'testnetCheck' | 'testnetTrade' | 'liveAccount' | 'liveCheck' | 'liveArm'
  readonly done: boolean
}

export interface GuideFacts {
  readonly accounts: readonly AccountAtVenueView[]
  /** Trades closed on the account that trades now, whichever it is. */
  readonly hasTraded: boolean
}

/** The way from paper to live: what was done on an account further on the way need not be done before it. */
export function guideSteps({ accounts, hasTraded }: GuideFacts): readonly GuideStep[] {
  const testnet = accounts.filter(({ environment }) => environment === 'testnet')
  const live = accounts.filter(({ environment }) => environment === 'live')
  const isUsable = ({ lastCheck }: AccountAtVenueView): boolean => lastCheck?.outcome === 'usable'
  const isInUse = ({ inUse }: AccountAtVenueView): boolean => inUse
  return [
    { stage: 'paper', id: 'paper', done: hasTraded || accounts.some(isInUse) },
    { stage: 'testnet', id: 'testnetAccount', done: testnet.some(hasKeys) },
    { stage: 'testnet', id: 'testnetCheck', done: testnet.some(isUsable) },
    { stage: 'testnet', id: 'testnetTrade', done: testnet.some(isInUse) || live.some(isInUse) },
    { stage: 'live', id: 'liveAccount', done: live.some(hasKeys) },
    { stage: 'live', id: 'liveCheck', done: live.some(isUsable) },
    {
      stage: 'live',
      id: 'liveArm',
      done: live.some((account) => isInUse(account) && ordersState(account) === 'armed'),
    },
  ]
}
