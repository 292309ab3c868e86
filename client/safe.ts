/** Safes: proposing, approving without a network, carrying out. */
export { approve, encodeApprovals, type Approval } from "./safe/approval.ts";
export { callsOf } from "./safe/calls.ts";
export { executeProposal, executionOf, safePlace } from "./safe/execute.ts";
export { proposeOfficers, type Appointment, type DistrictDuty, type Officer } from "./safe/officers.ts";
export {
  addOwner,
  changeThreshold,
  connectSafe,
  connectSafeFactory,
  removeOwner,
  replaceOwner,
} from "./safe/owners.ts";
export {
  hashProposal,
  proposeBatch,
  proposeCall,
  type Call,
  type SafePlace,
  type SafeProposal,
} from "./safe/transaction.ts";
