import type { EndpointHealth } from '../../src-contract/index.ts'
import type { HealthCheckSettings } from './endpoints-config.ts'

/** Turns single checks into a judgement that one stray answer does not change. */
export class HealthJudge {
  #health: EndpointHealth = 'unknown'
  #passed = 0
  #failed = 0

  get health(): EndpointHealth {
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
