// The ways to a person by name.

import type { Route } from '../backend';
import { word } from './index';

export const ROUTES: Route[] = ['member', 'external', 'none'];

export const routeWords = (route: Route) => word(`route_${route}`) ?? route;
export const routeText = (route: Route) => word(`route_${route}_text`) ?? '';
