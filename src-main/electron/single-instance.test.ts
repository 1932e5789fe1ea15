import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { silentLogger } from '../base/index.ts'
import type { ElectronApi } from './ports.ts'
import { holdSingleInstance } from './single-instance.ts'

function setUp(isFirst: boolean) {
  const events = new EventEmitter()
  const app = Object.assign(events, { requestSingleInstanceLock: () => isFirst })
  let seconds = 0
  const holds = holdSingleInstance({
    app: app as unknown as ElectronApi['app'],
    onSecondStart: () => seconds++,
    logger: silentLogger,
  })
  events.emit('second-instance')
  return { holds, seconds }
}

describe('holdSingleInstance', () => {
  it('holds the lock and hears of every further start', () => {
    expect(setUp(true)).toEqual({ holds: true, seconds: 1 })
  })

  it('says that the program runs already, and listens to nothing', () => {
    expect(setUp(false)).toEqual({ holds: false, seconds: 0 })
  })
})
