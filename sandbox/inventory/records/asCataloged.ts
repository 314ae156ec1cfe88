import { control, data } from '../../reservoir/marc';
import type { Field, MarcRecord } from '../../reservoir/marc';
import { recordOfMarc } from './ofMarc';
import { lentBy } from './record';
import type { BibRecord, HoldingSpec } from './record';

/** Invented records in the forms that the catalogs of libraries really have. Numbers 400 to 419. */

/**
 * A record of lines such as `245 10 $aTitle :$bsubtitle /$cby an author`; `#` is a blank indicator.
 *
 * @param coded type and level of the leader, then the codes of 008 for the year and the language, e.g. `am 1998 eng`
 */
function cataloged(number: number, coded: string, lines: readonly string[], holdings: readonly HoldingSpec[] = lentBy(['US-WEST', 'US-HILL'])): BibRecord {
	const [level = 'am', year = '    ', language = 'und', form = ' '] = coded.split(' ');
	const isSerial = level.endsWith('s');
	const fields = [control('008', `210301${isSerial ? 'c' : 's'}${year}${isSerial ? '9999' : '    '}xx      ${form}     000 0 ${language} d`), ...lines.map(fieldIn)];
	const marc: MarcRecord = { leader: `00000c${level} a2200000 i 4500`, fields };
	return recordOfMarc(number, marc, holdings);
}

function fieldIn(line: string): Field {
	const [, tag = '', indicators = '', text = ''] = /^(\d{3}) (?:([\d#]{2}) )?(.*)$/u.exec(line) ?? [];
	if (tag < '010') return control(tag, text);
	return data(tag, indicators.replaceAll('#', ' '), text.split('$').slice(1).map((part) => [part.charAt(0), part.slice(1)] as const));
}

export const asCataloged: readonly BibRecord[] = [
	// Before ISBD, a semicolon or a full stop parts the subtitle; the year is on a card.
	cataloged(400, 'am 1957 eng', ['035 ## $a(OCoLC)ocm00400400', '100 1# $aBramwell, Odette,$d1901-1980.', '245 10 $aBeavers of the northern rivers;$ba natural history,$cby Odette Bramwell.', '260 ## $aHarbor City,$bFells Press$c[1957]', '300 ## $a212 p.$billus.$c22 cm.']),
	cataloged(401, 'am 1926 eng', ['100 1# $aBramwell, Odette,$d1901-1980.', '245 10 $aLetters to a miller.$bWith an account of his wheel,$cby Odette Bramwell.', '260 ## $aHarbor City,$bFells Press,$c1926.', '300 ## $a98 p.']),
	// No sign before the subtitle, as catalogers write today.
	cataloged(402, 'am 2021 eng', ['020 ## $a9789999000406$q(softcover)', '020 ## $a9999000401', '040 ## $aXYZ$beng$erda$cXYZ', '100 1# $aVane, Corvin,$eauthor', '245 10 $aThe harbor at low tide$btowns, ferries and the art of waiting$cCorvin Vane', '264 #1 $aHarbor City$bTidewater Editions$c[2021]', '264 #4 $c©2020', '300 ## $a301 pages$billustrations$c23 cm', '336 ## $atext$btxt$2rdacontent', '338 ## $avolume$bnc$2rdacarrier']),
	// AACR2: qualifier and price in 020, p., et al.
	cataloged(403, 'am 1998 eng', ['020 ## $a0000000434 (alk. paper) :$c24.95', '100 1# $aOkonjo, Ruta.', '245 10 $aSmall engines :$brepair and upkeep /$cRuta Okonjo ... [et al.].', '250 ## $a2nd ed., rev.', '260 ## $aNew Fells :$bWorkshop,$cc1998.', '300 ## $axii, 340 p. :$bill. ;$c24 cm.']),
	// The price in 020 alone, which FOLIO's import joins to the number.
	cataloged(414, 'am 1978 eng', ['020 ## $a9789999000499$c24.95', '100 1# $aOkonjo, Ruta.', '245 10 $aWeirs and locks /$cRuta Okonjo.', '260 ## $aNew Fells :$bWorkshop,$c1978.', '300 ## $a120 p.']),
	// A pair of fields in two scripts; the title in Latin letters comes first.
	cataloged(404, 'am 2009 rus', ['066 ## $c(N', '100 1# $6880-01$aVetrov, I. L.', '245 10 $6880-02$aBobry severnykh rek :$bocherki /$cI. L. Vetrov.', '264 #1 $6880-03$aMoskva :$bZavod,$c2009.', '300 ## $a240 pages', '880 1# $6100-01/(N$aВетров, И. Л.', '880 10 $6245-02/(N$aБобры северных рек :$bочерки /$cИ. Л. Ветров.', '880 #1 $6264-03/(N$aМосква :$bЗавод,$c2009.']),
	cataloged(405, 'am 2015 heb', ['100 1# $6880-01$aBar-Nahar, Shulamit.', '245 13 $6880-02$aha-Gesher el ha-namal :$bsipurim /$cShulamit Bar-Nahar.', '264 #1 $aTel Aviv :$bMigdalor,$c2015.', '880 1# $6100-01/(2/r$aבר-נהר, שולמית.', '880 13 $6245-02/(2/r$aהגשר אל הנמל :$bסיפורים /$cשולמית בר-נהר.']),
	// Serials that call themselves monographs: the leader says so, the extent and the frequency do not.
	cataloged(406, 'am 1974 eng', ['022 ## $a7654-3218', '245 00 $aFells river review.', '260 ## $aNew Fells :$bRiver Society,$c1974-', '300 ## $av. :$bill. ;$c24 cm.', '310 ## $aQuarterly', '362 0# $aVol. 1, no. 1 (spring 1974)-'], lentBy(['US-WEST'], { items: ['v.1', 'v.2', 'v.3'] })),
	cataloged(407, 'am 1988 eng', ['110 2# $aHarbor Observatory.', '245 10 $aAnnual report /$cHarbor Observatory.', '260 ## $aHarbor City :$bThe Observatory,$c1988-', '300 ## $av. ;$c28 cm.'], lentBy(['US-WEST'], { items: ['1988', '1989'] })),
	// A provider-neutral e-book, which has the print's number as well.
	cataloged(408, 'am 2016 eng o', ['007 cr |||||||||||', '020 ## $a9789999000420$q(electronic book)', '020 ## $z9789999000444$q(hardcover)', '100 1# $aVane, Corvin,$eauthor.', '245 10 $aA winter of ferries /$cCorvin Vane.', '264 #1 $aHarbor City :$bTidewater Editions,$c2016.', '300 ## $a1 online resource (188 pages)', '338 ## $aonline resource$bcr$2rdacarrier', '588 0# $aPrint version record.', '776 08 $iPrint version:$aVane, Corvin.$tWinter of ferries.$z9789999000444']),
	cataloged(409, 'am 2016 eng', ['020 ## $a9789999000444$q(hardcover)', '100 1# $aVane, Corvin,$eauthor.', '245 12 $aA winter of ferries /$cCorvin Vane.', '264 #1 $aHarbor City :$bTidewater Editions,$c2016.', '300 ## $a188 pages', '338 ## $avolume$bnc$2rdacarrier']),
	// The statement of responsibility names the editors; the record has no 100.
	cataloged(410, 'am 2011 eng', ['020 ## $a9789999000451', '245 00 $aVoices from the mill :$bessays in local history /$cedited by Ruta Okonjo and Corvin Vane ; with a foreword by Odette Bramwell.', '264 #1 $aNew Fells :$bWorkshop,$c2011.', '300 ## $axiv, 260 pages', '490 1# $aRiver towns ;$v12', '700 1# $aOkonjo, Ruta,$eeditor.', '700 1# $aVane, Corvin,$eeditor.', '830 #0 $aRiver towns ;$v12.']),
	// A volume with a title of its own, number and name apart.
	cataloged(411, 'am 1993 ger', ['020 ## $a9990000468 :$cDM 48.00', '100 1# $aHollerbeck, Ansgar.', '245 10 $aGeschichte der Mühlen.$nBd. 2,$pWindmühlen /$cAnsgar Hollerbeck.', '250 ## $a2., überarb. Aufl.', '260 ## $aNeufels :$bMühlenverlag,$c1993.', '300 ## $a420 S.']),
	// A title with an equals sign, and one that is its author's name.
	cataloged(412, 'am 2003 fre', ['100 1# $aRivière, Maëlle.', '245 13 $aLe moulin et la mer =$bThe mill and the sea /$cMaëlle Rivière.', '260 ## $aHavre-Neuf :$bÉditions du Phare,$c2003.', '300 ## $a154 p.', '546 ## $aTexts in French and English.']),
	cataloged(413, 'am 1985 eng', ['100 1# $aFrane, Mikkel.', '245 14 $aThe original Mikkel Frane :$bsatirical sketches /$cby Mikkel Frane.', '260 ## $aNew Fells :$bWorkshop,$cc1985.', '300 ## $a250 p.']),
];
