# A function may have more local variables than a frame has registers.
def many(start):
    v0, v1, v2, v3, v4, v5, v6, v7, v8, v9 = range(start + 0, start + 10)
    v10, v11, v12, v13, v14, v15, v16, v17, v18, v19 = range(start + 10, start + 20)
    v20, v21, v22, v23, v24, v25, v26, v27, v28, v29 = range(start + 20, start + 30)
    v30, v31, v32, v33, v34, v35, v36, v37, v38, v39 = range(start + 30, start + 40)
    v40, v41, v42, v43, v44, v45, v46, v47, v48, v49 = range(start + 40, start + 50)
    v50, v51, v52, v53, v54, v55, v56, v57, v58, v59 = range(start + 50, start + 60)
    v60, v61, v62, v63, v64, v65, v66, v67, v68, v69 = range(start + 60, start + 70)
    v70, v71, v72, v73, v74, v75, v76, v77, v78, v79 = range(start + 70, start + 80)
    v80, v81, v82, v83, v84, v85, v86, v87, v88, v89 = range(start + 80, start + 90)
    v90, v91, v92, v93, v94, v95, v96, v97, v98, v99 = range(start + 90, start + 100)
    v100, v101, v102, v103, v104, v105, v106, v107, v108, v109 = range(start + 100, start + 110)
    v110, v111, v112, v113, v114, v115, v116, v117, v118, v119 = range(start + 110, start + 120)
    v120, v121, v122, v123, v124, v125, v126, v127, v128, v129 = range(start + 120, start + 130)
    v130, v131, v132, v133, v134, v135, v136, v137, v138, v139 = range(start + 130, start + 140)
    v140, v141, v142, v143, v144, v145, v146, v147, v148, v149 = range(start + 140, start + 150)
    v150, v151, v152, v153, v154, v155, v156, v157, v158, v159 = range(start + 150, start + 160)
    v160, v161, v162, v163, v164, v165, v166, v167, v168, v169 = range(start + 160, start + 170)
    v170, v171, v172, v173, v174, v175, v176, v177, v178, v179 = range(start + 170, start + 180)
    v180, v181, v182, v183, v184, v185, v186, v187, v188, v189 = range(start + 180, start + 190)
    v190, v191, v192, v193, v194, v195, v196, v197, v198, v199 = range(start + 190, start + 200)
    v200, v201, v202, v203, v204, v205, v206, v207, v208, v209 = range(start + 200, start + 210)
    v210, v211, v212, v213, v214, v215, v216, v217, v218, v219 = range(start + 210, start + 220)
    v220, v221, v222, v223, v224, v225, v226, v227, v228, v229 = range(start + 220, start + 230)
    v230, v231, v232, v233, v234, v235, v236, v237, v238, v239 = range(start + 230, start + 240)
    v240, v241, v242, v243, v244, v245, v246, v247, v248, v249 = range(start + 240, start + 250)
    v250, v251, v252, v253, v254, v255, v256, v257, v258, v259 = range(start + 250, start + 260)
    v260, v261, v262, v263, v264, v265, v266, v267, v268, v269 = range(start + 260, start + 270)
    v270, v271, v272, v273, v274, v275, v276, v277, v278, v279 = range(start + 270, start + 280)
    v280, v281, v282, v283, v284, v285, v286, v287, v288, v289 = range(start + 280, start + 290)
    v290, v291, v292, v293, v294, v295, v296, v297, v298, v299 = range(start + 290, start + 300)
    v299 += v0
    total = v0 + v20 + v40 + v60 + v80 + v100 + v120 + v140 + v160 + v180 + v200 + v220 + v240 + v260 + v280
    return v0, v150, v299, total


print(many(1), many(1000))


def unbound(flag):
    if flag: v0 = v1 = v2 = v3 = v4 = v5 = v6 = v7 = v8 = v9 = 0
    if flag: v10 = v11 = v12 = v13 = v14 = v15 = v16 = v17 = v18 = v19 = 10
    if flag: v20 = v21 = v22 = v23 = v24 = v25 = v26 = v27 = v28 = v29 = 20
    if flag: v30 = v31 = v32 = v33 = v34 = v35 = v36 = v37 = v38 = v39 = 30
    if flag: v40 = v41 = v42 = v43 = v44 = v45 = v46 = v47 = v48 = v49 = 40
    if flag: v50 = v51 = v52 = v53 = v54 = v55 = v56 = v57 = v58 = v59 = 50
    if flag: v60 = v61 = v62 = v63 = v64 = v65 = v66 = v67 = v68 = v69 = 60
    if flag: v70 = v71 = v72 = v73 = v74 = v75 = v76 = v77 = v78 = v79 = 70
    if flag: v80 = v81 = v82 = v83 = v84 = v85 = v86 = v87 = v88 = v89 = 80
    if flag: v90 = v91 = v92 = v93 = v94 = v95 = v96 = v97 = v98 = v99 = 90
    if flag: v100 = v101 = v102 = v103 = v104 = v105 = v106 = v107 = v108 = v109 = 100
    if flag: v110 = v111 = v112 = v113 = v114 = v115 = v116 = v117 = v118 = v119 = 110
    if flag: v120 = v121 = v122 = v123 = v124 = v125 = v126 = v127 = v128 = v129 = 120
    if flag: v130 = v131 = v132 = v133 = v134 = v135 = v136 = v137 = v138 = v139 = 130
    if flag: v140 = v141 = v142 = v143 = v144 = v145 = v146 = v147 = v148 = v149 = 140
    if flag: v150 = v151 = v152 = v153 = v154 = v155 = v156 = v157 = v158 = v159 = 150
    if flag: v160 = v161 = v162 = v163 = v164 = v165 = v166 = v167 = v168 = v169 = 160
    if flag: v170 = v171 = v172 = v173 = v174 = v175 = v176 = v177 = v178 = v179 = 170
    if flag: v180 = v181 = v182 = v183 = v184 = v185 = v186 = v187 = v188 = v189 = 180
    if flag: v190 = v191 = v192 = v193 = v194 = v195 = v196 = v197 = v198 = v199 = 190
    if flag: v200 = v201 = v202 = v203 = v204 = v205 = v206 = v207 = v208 = v209 = 200
    if flag: v210 = v211 = v212 = v213 = v214 = v215 = v216 = v217 = v218 = v219 = 210
    if flag: v220 = v221 = v222 = v223 = v224 = v225 = v226 = v227 = v228 = v229 = 220
    if flag: v230 = v231 = v232 = v233 = v234 = v235 = v236 = v237 = v238 = v239 = 230
    if flag: v240 = v241 = v242 = v243 = v244 = v245 = v246 = v247 = v248 = v249 = 240
    if flag: v250 = v251 = v252 = v253 = v254 = v255 = v256 = v257 = v258 = v259 = 250
    if flag: v260 = v261 = v262 = v263 = v264 = v265 = v266 = v267 = v268 = v269 = 260
    if flag: v270 = v271 = v272 = v273 = v274 = v275 = v276 = v277 = v278 = v279 = 270
    if flag: v280 = v281 = v282 = v283 = v284 = v285 = v286 = v287 = v288 = v289 = 280
    if flag: v290 = v291 = v292 = v293 = v294 = v295 = v296 = v297 = v298 = v299 = 290
    return v5 + v295


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)
