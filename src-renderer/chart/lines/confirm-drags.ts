let confirmFirst = true

/** False sends a dragged stop or target as soon as it is dropped; true asks first. */
export function setConfirmDrags(confirm: boolean): void {
  confirmFirst = confirm
}

export const confirmDrags = (): boolean => confirmFirst
