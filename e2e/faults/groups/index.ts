import type { Scenario } from '../lab.ts'
import { ACCOUNTS } from './accounts.ts'
import { CANCEL } from './cancel.ts'
import { CLOCKS } from './clocks.ts'
import { CONFIG } from './config.ts'
import { CRASH } from './crash.ts'
import { DATABASE } from './database.ts'
import { EXIT_STORIES } from './exit-stories.ts'
import { FILLS } from './fills.ts'
import { LOAD } from './load.ts'
import { RESTART } from './restart.ts'
import { ROLLOUT } from './rollout.ts'
import { RULES } from './rules.ts'
import { STORIES } from './stories.ts'
import { STREAM } from './stream.ts'
import { SUBMIT } from './submit.ts'

/** Every scenario that is implemented. */
export const SCENARIOS: readonly Scenario[] = [
  ...CRASH,
  ...SUBMIT,
  ...CANCEL,
  ...FILLS,
  ...STREAM,
  ...CLOCKS,
  ...RESTART,
  ...ACCOUNTS,
  ...DATABASE,
  ...RULES,
  ...LOAD,
  ...CONFIG,
  ...ROLLOUT,
  ...STORIES,
  ...EXIT_STORIES,
]
