import { join } from 'node:path'
import type { EngineHostState } from '../../../src-contract/index.ts'
import { ManualClock, silentLogger } from '../../base/index.ts'
import { CrashRecord } from '../crash-record.ts'
import { EngineSupervisor } from '../engine-supervisor.ts'
import { FakeEngineHost, settle, starCipher } from './fake-engine-host.ts'
import { linkedPorts } from './linked-ports.ts'

export interface SupervisedFake {
  readonly clock: ManualClock
  readonly host: FakeEngineHost
  readonly supervisor: EngineSupervisor
  /** All states since the beginning. */
  readonly states: readonly EngineHostState[]
  readonly startRunning: () => Promise<void>
}

export interface SuperviseFakeOptions {
  readonly isSeparate: boolean
  /** For the record of failures. */
  readonly folder: string
  readonly startMs: number
}

/** A supervisor over engines that do what the test makes them do. */
export function superviseFake({ isSeparate, folder, startMs }: SuperviseFakeOptions): SupervisedFake {
  const clock = new ManualClock(startMs)
  const host = new FakeEngineHost({ isSeparate })
  const record = new CrashRecord({ file: join(folder, 'engine-failures.json'), clock, logger: silentLogger })
  const supervisor = new EngineSupervisor({
    host,
    clock,
    record,
    logger: silentLogger,
    cipher: starCipher,
    createChannel: linkedPorts,
    args: ['--home', '/home/trader/wheelhouse'],
    platform: 'linux',
  })
  const states: EngineHostState[] = []
  supervisor.onState((state) => states.push(state))
  const startRunning = async (): Promise<void> => {
    supervisor.start()
    await settle()
    host.newest.run()
  }
  return { clock, host, supervisor, states, startRunning }
}
