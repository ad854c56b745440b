// WeCom's own API host: what an empty field means.

export const WECOM = 'https://qyapi.weixin.qq.com';
