import { strict, StrictEmitter } from '../wire/strict.ts'
import { records } from './records.ts'

/** Says nothing by itself: specs emit its events. */
class PowerMonitor extends StrictEmitter {
  readonly onBatteryPower = false

  isOnBatteryPower(): boolean {
    return false
  }

  getSystemIdleTime(): number {
    return 0
  }

  getSystemIdleState(_thresholdSeconds: number): string {
    return 'active'
  }
}

export const powerMonitor = new PowerMonitor()

let blockerIds = 0

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(kind: string): number {
    blockerIds += 1
    records.blockers.set(blockerIds, kind)
    return blockerIds
  },
  stop: (id: number): boolean => records.blockers.delete(id),
  isStarted: (id: number): boolean => records.blockers.has(id),
})
