// The failures of the practice company by name, and what one will see.

import type { PracticeFault } from '../backend';
import { word } from './index';

export const faultName = (fault: PracticeFault | null) => word(`fault_play_${fault ?? 'off'}`) ?? '';
export const faultText = (fault: PracticeFault | null) => word(`fault_play_${fault ?? 'off'}_text`) ?? '';
