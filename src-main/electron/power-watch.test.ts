import { EventEmitter } from 'node:events'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Emitter, silentLogger } from '../base/index.ts'
import { NO_EXPOSURE } from './exposure.ts'
import { PowerWatch } from './power-watch.ts'
import type { ElectronApi, Exposure } from './ports.ts'
import { FakeSettings } from './testing/fake-settings.ts'

/** Counts the blockers that are held. */
class FakeBlocker {
  readonly held = new Set<number>()
  readonly types: string[] = []
  #last = 0

  start(type: string): number {
    this.types.push(type)
    this.#last += 1
    this.held.add(this.#last)
    return this.#last
  }

  stop(id: number): boolean {
    return this.held.delete(id)
  }
}

class FakeWatch {
  exposure: Exposure = NO_EXPOSURE
  readonly #changes = new Emitter<void>(() => undefined)
  readonly onChange = this.#changes.event

  expose(isExposed: boolean): void {
    this.exposure = { openPositions: isExposed ? 1 : 0, workingOrders: 0, isExposed }
    this.#changes.fire()
  }
}

function setUp() {
  const powerMonitor = new EventEmitter()
  const powerSaveBlocker = new FakeBlocker()
  const settings = new FakeSettings()
  const watch = new FakeWatch()
  const told: string[] = []
  const power = new PowerWatch({
    electron: { powerMonitor: powerMonitor as unknown as ElectronApi['powerMonitor'], powerSaveBlocker },
    engine: { handlePower: (event) => told.push(event) },
    watch,
    settings,
    logger: silentLogger,
    onShutdown: () => told.push('shutdown'),
  })
  return { powerMonitor, powerSaveBlocker, settings, watch, told, power }
}

describe('PowerWatch', () => {
  it('tells the engine of sleep and waking', () => {
    const { powerMonitor, told } = setUp()
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
    expect(told).toEqual(['suspend', 'resume'])
  })

  it('asks for time and leaves when the machine shuts down', () => {
    const { powerMonitor, told } = setUp()
    let prevented = 0
    powerMonitor.emit('shutdown', { preventDefault: () => prevented++ })
    expect(told).toEqual(['shutdown'])
    expect(prevented).toBe(1)
  })

  it('keeps the machine awake exactly while exposed and asked for, with one blocker', () => {
    const { powerSaveBlocker, settings, watch } = setUp()
    const anyStep = fc.record({ isExposed: fc.boolean(), keepAwake: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyStep), (steps) => {
        for (const { isExposed, keepAwake } of steps) {
          settings.set({ keepAwake })
          watch.expose(isExposed)
          expect(powerSaveBlocker.held.size).toBe(isExposed && keepAwake ? 1 : 0)
        }
      }),
    )
    expect(new Set(powerSaveBlocker.types)).toEqual(new Set(['prevent-app-suspension']))
  })

  it('lets go when it is disposed of, and listens no more', () => {
    const { powerMonitor, powerSaveBlocker, watch, told, power } = setUp()
    watch.expose(true)
    power.dispose()
    expect(powerSaveBlocker.held.size).toBe(0)
    watch.expose(true)
    powerMonitor.emit('suspend')
    expect(powerSaveBlocker.held.size).toBe(0)
    expect(told).toEqual([])
  })
})
