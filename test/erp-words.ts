/** Words of which names of customers in generated books are made; none means anybody. */
export const CITIES = ['苏州', '杭州', '合肥', '南昌', '长沙', '郑州', '西安', '成都', '宁波', '无锡'];
export const SURNAMES = ['恒', '嘉', '宏', '瑞', '鼎', '润', '安', '泰', '盛', '和', '远', '达'];
