import Diagnostics
import OficioSource

/// Lists words of everyday language, which have little weight in a query that has other words.
enum EverydayWords {
    /// Returns the folded stems of the everyday words of a language.
    static func stems(_ language: Language) -> Set<[UInt8]> {
        let stemmer = Stemmer(language)
        let words = (language == .spanish ? spanish : english).split { $0 == " " || $0 == "\n" }
        return Set(
            words.map { Array(String(decoding: stemmer.stem(Array($0.utf8)), as: UTF8.self).folded.utf8) })
    }

    private static let spanish = """
        sacar saco saqué quiero querer quisiera quería quieren hacer hago haces hace haciendo hizo hicieron hecho \
        necesitar necesita poder pueda podría pudo tener tenga tuve tuvo tendría tenía decir digo dijo dicen \
        diciendo decirle ir voy iba yendo venir viene vengo vino vienen ver vea viendo vio dar doy dio dieron darle \
        saber sé sabe sabía llevar llevo lleva llevan traer traigo trae poner pongo puso ponen pasar pasó pasado \
        dejar dejó quedar queda quedó seguir sigue siguen sigo llegar llegó llego salir sale salió volver volví \
        vuelve creer creo parecer parece aparecer aparece aparecen empezar empiezo empieza deber debería deseo \
        desear gustaría encontrar encuentro mirar buscar busco preguntar pregunto conseguir consigo meter meto tocar \
        tomar tomo estar estaba esté ser sido gente cosa cosas señor señora señores muchacho muchacha alguien tipo \
        forma manera vez veces lugar lado parte ahora hoy ayer mañana pasado tarde buenos buenas días tardes \
        estimados estimado atentamente gracias favor presente medio mismo misma bien mal mejor nunca siempre nuevo \
        nueva poco mucha muchos todavía acabar acabo acaban andar ando anda hice hicieron trajo trajeron puse \
        pusieron tuvieron vinieron dijeron dije supo pude pudieron gustar gusta rato hola solo sola dentro fuera \
        cerca antes después entonces luego ustedes usted ellos nosotros propio costar cuesta cuestan olvidar olvidé \
        olvidó pensar pienso pasa ocurrir suceder explicar explica usar uso gustaría joven hombre señorita demás \
        mientras dos tres cuatro cinco seis siete ocho nueve diez mes meses rápido toca tocaba entender entiendo \
        pues bueno quizás acaso ponga pongan deja dejan
        """

    private static let english = """
        get got want wants need needs make made give gave take took put know knew say said tell told go going come \
        came thing things people person someone somebody something please thanks hello dear today now still also just \
        like
        """
}
