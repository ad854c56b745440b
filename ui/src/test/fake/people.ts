// Forty people of a company that does not exist: Chinese and English names, some that cannot be reached.

import type { CandidateDraft } from '../../lib/backend';

const NAMES = [
  '陈雨桐',
  '李思远',
  '王梓萱',
  '张浩然',
  '刘欣怡',
  '杨子墨',
  '赵一诺',
  '黄俊杰',
  '周诗涵',
  '吴宇航',
  'Emma Wilson',
  'Liam O’Connor',
  'Sofía Martínez',
  'Noah Becker',
  'Ava Dubois',
  '徐若曦',
  '孙晨曦',
  '马天佑',
  '朱雅婷',
  '胡博文',
  '郭可欣',
  '何思源',
  '高语嫣',
  '林嘉豪',
  '罗书瑶',
  '郑皓轩',
  '梁静怡',
  '谢明哲',
  '宋佳琪',
  '唐亦凡',
  'Oliver Smith',
  'Mia Rossi',
  'Lucas Nguyen',
  '欧阳慕云',
  '上官婉清',
  '阿依古丽·买买提',
  '韩雪',
  '冯锐',
  '于洋',
  '董思琪',
];
const POSITIONS = ['前端工程师', 'Product Designer', '数据分析师', '招聘专员', 'Backend Engineer'];
const ROOMS = ['3 楼 · 望江', '5 楼 · 听雨', 'Meeting room 2', '8 楼 · 观海'];

export const PRACTICE_TAG = '练习';

/** Index modulo 10 decides: 3 has no user id, 7 is outside the visible range, 9 has no licence; some lack a room. */
export function samplePeople(): CandidateDraft[] {
  return NAMES.map((name, i) => ({
    name,
    userid:
      i % 10 === 3 ? null : `${['chenyt', 'lisy', 'wangzx', 'x', 'liuxy'][i % 5]}${String(i + 1).padStart(3, '0')}`,
    phone: `0138${String(10000000 + i * 7919).slice(0, 8)}`,
    email: i % 4 === 0 ? null : `candidate${i + 1}@example.com`,
    position: POSITIONS[i % POSITIONS.length] ?? null,
    tags: [PRACTICE_TAG, i % 2 === 0 ? '校招' : '社招', ...(i % 5 === 0 ? ['second round'] : [])],
    fields: {
      面试时间: `7 月 ${9 + (i % 6)} 日 ${10 + (i % 7)}:30`,
      面试官: ['周敏', 'Grace Lin', '方志强'][i % 3] ?? '',
      ...(i % 13 === 6 ? {} : { 会议室: ROOMS[i % ROOMS.length] ?? '' }),
    },
  }));
}

export const STARTERS = [
  {
    name: '面试邀请',
    body:
      '{{ name }}，您好：\n感谢您应聘{{ position }}岗位。诚邀您参加面试：\n\n时间：{{ 面试时间 }}（北京时间）\n地点：{{ 会议室 }}\n面试官：{{ 面试官 }}\n\n' +
      '地图：<a href="https://example.com/map">查看路线</a>\n请回复「确认」或告知其他方便的时间。联系人：人事部 010-5555 0100',
  },
  {
    name: 'Interview invitation',
    body: 'Dear {{ name }},\nyou are invited to an interview for {{ position }}.\n\nTime: {{ 面试时间 }}\nRoom: {{ 会议室 }}\nYou will meet {{ 面试官 }}.\n\nDetails: https://example.com/i/42',
  },
];

/** Whether the company refuses the person, by the number at the end of the user id. */
export function refusal(userid: string): 'not_visible' | 'unlicensed' | null {
  const i = Number(userid.slice(-3)) - 1;
  if (i % 10 === 7) return 'not_visible';
  return i % 10 === 9 ? 'unlicensed' : null;
}
