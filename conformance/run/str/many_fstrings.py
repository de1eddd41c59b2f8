# Adjacent f-strings by the hundred make one string, each field evaluated in its place.
log = []
def field(number):
    log.append(number)
    return number
source = "value = " + " ".join(f"f'{{field({number})}}-'" for number in range(3))
print(source)
value = (
    f'{field(0)}' f'{field(1)},' f'{field(2)},' f'{field(3)}' f'{field(4)},' f'{field(5)},' f'{field(6)}' f'{field(7)},' f'{field(8)},' f'{field(9)}'
    f'{field(10)}' f'{field(11)},' f'{field(12)},' f'{field(13)}' f'{field(14)},' f'{field(15)},' f'{field(16)}' f'{field(17)},' f'{field(18)},' f'{field(19)}'
    f'{field(20)}' f'{field(21)},' f'{field(22)},' f'{field(23)}' f'{field(24)},' f'{field(25)},' f'{field(26)}' f'{field(27)},' f'{field(28)},' f'{field(29)}'
    f'{field(30)}' f'{field(31)},' f'{field(32)},' f'{field(33)}' f'{field(34)},' f'{field(35)},' f'{field(36)}' f'{field(37)},' f'{field(38)},' f'{field(39)}'
    f'{field(40)}' f'{field(41)},' f'{field(42)},' f'{field(43)}' f'{field(44)},' f'{field(45)},' f'{field(46)}' f'{field(47)},' f'{field(48)},' f'{field(49)}'
    f'{field(50)}' f'{field(51)},' f'{field(52)},' f'{field(53)}' f'{field(54)},' f'{field(55)},' f'{field(56)}' f'{field(57)},' f'{field(58)},' f'{field(59)}'
    f'{field(60)}' f'{field(61)},' f'{field(62)},' f'{field(63)}' f'{field(64)},' f'{field(65)},' f'{field(66)}' f'{field(67)},' f'{field(68)},' f'{field(69)}'
    f'{field(70)}' f'{field(71)},' f'{field(72)},' f'{field(73)}' f'{field(74)},' f'{field(75)},' f'{field(76)}' f'{field(77)},' f'{field(78)},' f'{field(79)}'
    f'{field(80)}' f'{field(81)},' f'{field(82)},' f'{field(83)}' f'{field(84)},' f'{field(85)},' f'{field(86)}' f'{field(87)},' f'{field(88)},' f'{field(89)}'
    f'{field(90)}' f'{field(91)},' f'{field(92)},' f'{field(93)}' f'{field(94)},' f'{field(95)},' f'{field(96)}' f'{field(97)},' f'{field(98)},' f'{field(99)}'
    f'{field(100)}' f'{field(101)},' f'{field(102)},' f'{field(103)}' f'{field(104)},' f'{field(105)},' f'{field(106)}' f'{field(107)},' f'{field(108)},' f'{field(109)}'
    f'{field(110)}' f'{field(111)},' f'{field(112)},' f'{field(113)}' f'{field(114)},' f'{field(115)},' f'{field(116)}' f'{field(117)},' f'{field(118)},' f'{field(119)}'
    f'{field(120)}' f'{field(121)},' f'{field(122)},' f'{field(123)}' f'{field(124)},' f'{field(125)},' f'{field(126)}' f'{field(127)},' f'{field(128)},' f'{field(129)}'
    f'{field(130)}' f'{field(131)},' f'{field(132)},' f'{field(133)}' f'{field(134)},' f'{field(135)},' f'{field(136)}' f'{field(137)},' f'{field(138)},' f'{field(139)}'
    f'{field(140)}' f'{field(141)},' f'{field(142)},' f'{field(143)}' f'{field(144)},' f'{field(145)},' f'{field(146)}' f'{field(147)},' f'{field(148)},' f'{field(149)}'
    f'{field(150)}' f'{field(151)},' f'{field(152)},' f'{field(153)}' f'{field(154)},' f'{field(155)},' f'{field(156)}' f'{field(157)},' f'{field(158)},' f'{field(159)}'
    f'{field(160)}' f'{field(161)},' f'{field(162)},' f'{field(163)}' f'{field(164)},' f'{field(165)},' f'{field(166)}' f'{field(167)},' f'{field(168)},' f'{field(169)}'
    f'{field(170)}' f'{field(171)},' f'{field(172)},' f'{field(173)}' f'{field(174)},' f'{field(175)},' f'{field(176)}' f'{field(177)},' f'{field(178)},' f'{field(179)}'
    f'{field(180)}' f'{field(181)},' f'{field(182)},' f'{field(183)}' f'{field(184)},' f'{field(185)},' f'{field(186)}' f'{field(187)},' f'{field(188)},' f'{field(189)}'
    f'{field(190)}' f'{field(191)},' f'{field(192)},' f'{field(193)}' f'{field(194)},' f'{field(195)},' f'{field(196)}' f'{field(197)},' f'{field(198)},' f'{field(199)}'
    f'{field(200)}' f'{field(201)},' f'{field(202)},' f'{field(203)}' f'{field(204)},' f'{field(205)},' f'{field(206)}' f'{field(207)},' f'{field(208)},' f'{field(209)}'
    f'{field(210)}' f'{field(211)},' f'{field(212)},' f'{field(213)}' f'{field(214)},' f'{field(215)},' f'{field(216)}' f'{field(217)},' f'{field(218)},' f'{field(219)}'
    f'{field(220)}' f'{field(221)},' f'{field(222)},' f'{field(223)}' f'{field(224)},' f'{field(225)},' f'{field(226)}' f'{field(227)},' f'{field(228)},' f'{field(229)}'
    f'{field(230)}' f'{field(231)},' f'{field(232)},' f'{field(233)}' f'{field(234)},' f'{field(235)},' f'{field(236)}' f'{field(237)},' f'{field(238)},' f'{field(239)}'
    f'{field(240)}' f'{field(241)},' f'{field(242)},' f'{field(243)}' f'{field(244)},' f'{field(245)},' f'{field(246)}' f'{field(247)},' f'{field(248)},' f'{field(249)}'
    f'{field(250)}' f'{field(251)},' f'{field(252)},' f'{field(253)}' f'{field(254)},' f'{field(255)},' f'{field(256)}' f'{field(257)},' f'{field(258)},' f'{field(259)}'
    f'{field(260)}' f'{field(261)},' f'{field(262)},' f'{field(263)}' f'{field(264)},' f'{field(265)},' f'{field(266)}' f'{field(267)},' f'{field(268)},' f'{field(269)}'
    f'{field(270)}' f'{field(271)},' f'{field(272)},' f'{field(273)}' f'{field(274)},' f'{field(275)},' f'{field(276)}' f'{field(277)},' f'{field(278)},' f'{field(279)}'
    f'{field(280)}' f'{field(281)},' f'{field(282)},' f'{field(283)}' f'{field(284)},' f'{field(285)},' f'{field(286)}' f'{field(287)},' f'{field(288)},' f'{field(289)}'
    f'{field(290)}' f'{field(291)},' f'{field(292)},' f'{field(293)}' f'{field(294)},' f'{field(295)},' f'{field(296)}' f'{field(297)},' f'{field(298)},' f'{field(299)}'
)
print(value)
print(log == list(range(300)))
