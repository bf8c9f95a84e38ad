import type { Catalogue } from './message.ts';

/** Contacts written down later, visits and their photos. */
export const visitMessages = {
  recorded_too_late: {
    kind: 'invalid',
    zh: '这条记录在手机里等了超过 {days} 天，不再算当时的记录。请核对手机日期；确有其事请重新记一条，写明日期。',
    en: 'This waited on a phone for more than {days} days and no longer counts as written then. Check the date of the phone; if it happened, record it anew and name the day.',
  },
  visit_unknown: {
    kind: 'not_found',
    zh: '找不到这次拜访。请回到客户页面重新打开拜访。',
    en: "No such visit. Go back to the customer's page and open the visit again.",
  },
  visit_says_nothing: {
    kind: 'invalid',
    zh: '拜访至少写一行：为何而来、听到什么、答应什么，任写其一。',
    en: 'A visit needs at least one line: what you came for, what you heard or what you promised.',
  },
  visit_promise_missing: {
    kind: 'invalid',
    zh: '写了答应的日期，却没写答应了什么。请补上这一行，或去掉日期。',
    en: 'There is a date for a promise, but not what was promised. Write that line, or take the date away.',
  },
  site_unknown: {
    kind: 'not_found',
    zh: '这位客户没有这个收货点。请重新选择，或只写地点。',
    en: 'This customer has no such site. Choose again, or only write the place.',
  },
  photo_too_large: {
    kind: 'too_large',
    zh: '照片超过 {limit} kB。请用拍照按钮重新添加，页面会自动压缩。',
    en: 'The photo is larger than {limit} kB. Add it again with the photo button: the page makes it smaller.',
  },
  photo_unreadable: {
    kind: 'invalid',
    zh: '这个文件不是完好的 JPEG、PNG 或 WebP 照片，或边长超过 {side} 像素。请重新拍一张。',
    en: 'This file is not a whole JPEG, PNG or WebP picture, or a side is longer than {side} pixels. Take it again.',
  },
  visit_photos_full: {
    kind: 'conflict',
    zh: '一次拜访最多 {limit} 张照片。',
    en: 'A visit keeps at most {limit} photos.',
  },
  photo_unknown: {
    kind: 'not_found',
    zh: '找不到这张照片。请刷新页面。',
    en: 'No such photo. Reload the page.',
  },
} as const satisfies Catalogue;
