export { SecurityBadge, type SecurityBadgeProps } from './security-badge.tsx'
export { SecurityDialog, type SecurityDialogProps } from './security-dialog.tsx'
