import type { HealthCheckSettings } from './endpoints-config.ts'

/** What the checks of a host say of it; unknown before the first one, and where it is never checked. */
export type Health = 'unknown' | 'healthy' | 'unhealthy'

/** Turns single checks into a judgement that one stray answer does not change. */
export class HealthJudge {
  #health: Health = 'unknown'
  #passed = 0
  #failed = 0

  get health(): Health {
    return this.#health
  }

  handlePassed({ healthyThreshold }: Pick<HealthCheckSettings, 'healthyThreshold'>): void {
    this.#passed += 1
    this.#failed = 0
    // What is not known to be down needs no proof.
    if (this.#health === 'unknown' || this.#passed >= healthyThreshold) this.#health = 'healthy'
  }

  handleFailed({ unhealthyThreshold }: Pick<HealthCheckSettings, 'unhealthyThreshold'>): void {
    this.#failed += 1
    this.#passed = 0
    if (this.#failed >= unhealthyThreshold) this.#health = 'unhealthy'
  }

  /** Nobody checks any more. */
  forget(): void {
    this.#health = 'unknown'
    this.#passed = 0
    this.#failed = 0
  }
}
