import { type Scenario, skipped } from '../lab.ts'

const REASON = 'versions of a strategy cannot be deployed side by side yet'

export const ROLLOUT: readonly Scenario[] = [skipped('13.1', REASON), skipped('13.2', REASON), skipped('13.3', REASON)]
