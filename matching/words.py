"""Words in names of firms: what means the same, and what tells nobody apart."""

from __future__ import annotations

#: Spelling → one word for all that mean it.
SAME = {
    "deutschland": "germany", "europa": "europe", "gruppe": "group", "gruppen": "group",
    "technologie": "technology", "technologies": "technology", "technologien": "technology",
    "tech": "technology", "industrie": "industry", "industries": "industry",
    "industrial": "industry", "handel": "trading", "handels": "trading", "trade": "trading",
    "handelsgesellschaft": "trading", "maschinen": "machinery", "holdings": "holding",
    "internationale": "international", "intl": "international", "systeme": "systems",
    "system": "systems", "logistik": "logistics", "elektronik": "electronics",
    "electronic": "electronics", "produkte": "products", "chemie": "chemicals",
    "chemical": "chemicals", "energie": "energy", "stahl": "steel", "metall": "metal",
    "metals": "metal", "metalle": "metal", "werke": "werk", "dienstleistungen": "services",
    "service": "services", "engineering": "engineering", "automobil": "automotive",
    "auto": "automotive", "manufacturing": "manufacturing", "mfg": "manufacturing",
    "north": "north", "rhine": "rhein", "duesseldorf": "dusseldorf", "koeln": "koln",
    "cologne": "koln",
}  # fmt: skip
#: Joins two names, says nothing.
SILENT = frozenset({"und", "and", "the", "der", "die", "das", "of", "fur", "fuer", "for", "u"})
#: Shared by firms that have nothing to do with each other: alone they are no hint.
COMMON = frozenset({
    "germany", "europe", "group", "technology", "industry", "trading", "machinery", "holding",
    "international", "systems", "logistics", "electronics", "products", "chemicals", "energy",
    "steel", "metal", "services", "engineering", "automotive", "manufacturing", "rhein", "ruhr",
    "nrw", "china", "chinese", "global", "world", "deutsche", "german", "european", "euro",
    "verwaltungs", "verwaltung", "beteiligungs", "beteiligung", "beteiligungsgesellschaft",
    "vertriebs", "vertrieb", "gesellschaft", "company", "co", "management", "consulting",
    "import", "export", "solutions", "new", "investment", "development", "equipment",
    "heavy", "power", "solar", "medical", "bank", "branch", "niederlassung",
    "zweigniederlassung", "dusseldorf", "koln", "duisburg", "essen", "bochum", "dortmund",
    "hong", "kong", "shanghai", "beijing", "shenzhen", "guangdong", "jiangsu", "zhejiang",
})  # fmt: skip
#: Firms of one group differ by these, also where they stand in brackets: "Sany (Germany)".
PLACES = frozenset({
    "germany", "europe", "china", "hong", "kong", "macau", "taiwan", "shanghai", "beijing",
    "shenzhen", "guangdong", "jiangsu", "zhejiang", "shandong", "hebei", "hubei", "anhui",
    "sichuan", "hunan", "fujian", "ningbo", "hangzhou", "suzhou", "tianjin", "chongqing", "wuhan",
    "luzhou", "chengdu", "guangzhou", "qingdao", "usa", "uk", "france", "netherlands", "italy",
    "austria", "switzerland", "asia", "global", "international", "holding", "group",
})  # fmt: skip
#: Words of Chinese names that are translated, never spelt; written in simplified signs.
HAN = {
    "集团": "group", "控股": "holding", "国际": "international", "德国": "germany",
    "欧洲": "europe", "中国": "china", "科技": "technology", "技术": "technology",
    "机械": "machinery", "重工": "heavy industry", "工程": "engineering", "工业": "industry",
    "实业": "industry", "贸易": "trading", "进出口": "import export", "物流": "logistics",
    "电子": "electronics", "电气": "electric", "电器": "appliance", "化工": "chemicals",
    "化学": "chemicals", "能源": "energy", "新能源": "new energy", "钢铁": "steel",
    "金属": "metal", "汽车": "automotive", "制造": "manufacturing", "投资": "investment",
    "发展": "development", "设备": "equipment", "医疗": "medical", "银行": "bank",
    "系统": "systems", "产品": "products", "服务": "services", "管理": "management",
    "咨询": "consulting", "液压": "hydraulic", "太阳能": "solar", "光伏": "photovoltaic",
    "动力": "power", "装备": "equipment", "材料": "material", "新材料": "new material",
    "生物": "bio", "医药": "pharmaceutical", "通信": "communication", "通讯": "communication",
    "网络": "network", "软件": "software", "智能": "intelligent", "股份": "", "有限": "",
    "责任": "", "香港": "hong kong", "上海": "shanghai", "北京": "beijing",
    "杜塞尔多夫": "dusseldorf", "杜伊斯堡": "duisburg", "科隆": "koln", "埃森": "essen",
    "多特蒙德": "dortmund", "波鸿": "bochum",
    # Groups that are known abroad by another name than their own as it is spelt.
    "徐工": "xcmg", "三一": "sany", "联想": "lenovo", "美的": "midea", "海尔": "haier",
    "海信": "hisense", "中兴": "zte", "中远海运": "cosco shipping", "中远": "cosco",
    "五矿": "minmetals", "中车": "crrc", "武钢": "wisco", "中国工商银行": "icbc",
    "工商银行": "icbc", "复星": "fosun", "蔚来": "nio", "吉利": "geely", "比亚迪": "byd",
    "中国化工": "chemchina", "均胜": "joyson", "宁德时代": "catl", "京东": "jd",
    "中国建材": "cnbm", "中材": "sinoma", "福田": "foton", "北汽": "baic", "上汽": "saic",
    "药明生物": "wuxi biologics", "药明康德": "wuxi apptec", "涂鸦": "tuya", "普联": "tp link",
    "名创优品": "miniso", "中集": "cimc", "中国电建": "powerchina", "中信": "citic",
    "和记": "hutchison", "微创": "microport", "先正达": "syngenta", "中国重汽": "sinotruk",
    "潍柴": "weichai", "菜鸟": "cainiao", "阿里巴巴": "alibaba", "腾讯": "tencent",
    "中国石化": "sinopec", "中国石油": "petrochina", "中铁": "china railway",
    "中欧班列": "china railway express", "顺丰": "sf express", "国家电网": "state grid",
    "中投": "china investment corporation", "上工申贝": "sgsb",
}  # fmt: skip
#: Other names of towns: folded spelling → spelling here.
TOWNS = {"cologne": "koln", "koeln": "koln", "duesseldorf": "dusseldorf", "munich": "munchen",
         "muenchen": "munchen", "aix": "aachen", "nuremberg": "nurnberg"}  # fmt: skip


def is_common(word: str) -> bool:
    """Whether many firms have a word in their names, so that it is no hint."""
    return word in COMMON or SAME.get(word) in COMMON
